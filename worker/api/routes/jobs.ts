import { jobListSchema, jobSchema } from "../../../engine/contracts/index.ts";
import { cancelJob } from "../../jobs/settle.ts";
import { endpoint, idParams, listLimit } from "../endpoint.ts";
import { notFound, notNow } from "../problem.ts";

export const jobRoutes = [
  endpoint({
    method: "get",
    path: "/jobs",
    summary: "Jobs, newest first: the last 200",
    answer: jobListSchema,
    status: 200,
    handle: async ({ api }) => ({
      items: [...(await api.store.jobs.list(listLimit))],
    }),
  }),
  endpoint({
    method: "get",
    path: "/jobs/{id}",
    summary: "One job",
    params: idParams,
    answer: jobSchema,
    status: 200,
    handle: async ({ params, api }) => {
      const job = await api.store.jobs.find(params.id);
      if (!job) throw notFound("job", params.id);
      return job;
    },
  }),
  endpoint({
    method: "post",
    path: "/jobs/{id}/cancel",
    summary: "Ask a job to stop; what is done stays done",
    roles: ["planner", "integrator", "approver"],
    params: idParams,
    answer: jobSchema,
    status: 202,
    handle: async ({ params, person, api }) => {
      const job = await api.store.jobs.find(params.id);
      if (!job) throw notFound("job", params.id);
      const asked = await cancelJob(api.store, job, person.id, api.now());
      if (!asked) {
        throw notNow(`job ${job.id} is ${job.state}: nothing to cancel`);
      }
      return (await api.store.jobs.find(params.id)) ?? job;
    },
  }),
];
