import type { StageState } from "./stage-state.ts";

/** Notes what each asked for in a period, and is owed after it: the rows of `shares`. */
export function noteParties(stage: StageState, t: number): void {
  const { lateness, shares, problem, dust } = stage;
  if (!lateness) return;
  const { recent, recentSums, recentAt } = lateness;
  const { serviceTime } = problem;
  const { fresh, owed } = shares;
  for (let party = 0; party < fresh.length; party++) {
    let due = fresh[party]!;
    if (serviceTime > 0) {
      const at = party * serviceTime + recentAt;
      due = recent[at]!;
      recent[at] = fresh[party]!;
      recentSums[party]! += fresh[party]! - due;
    }
    const overdue = owed[party]! - recentSums[party]!;
    if (overdue <= dust) continue;
    lateness.late[t]! += Math.min(due, overdue);
    lateness.anyLate[t] = 1;
  }
  if (serviceTime > 0) lateness.recentAt = (recentAt + 1) % serviceTime;
}

/** Counts late units and good cycles of a block, once all is shared. */
export function countLate(stage: StageState, count: number): void {
  const { lateness, problem, sums, dust } = stage;
  if (!lateness) return;
  const { rule } = problem;
  const cyclesEnd = rule.type !== "baseStock" || rule.reviewPeriods > 1;
  for (let t = 0; t < count; t++) {
    const late = lateness.late[t]!;
    const isLate = lateness.anyLate[t] === 1 || late > dust;
    if (isLate) sums.late += late;
    if (!cyclesEnd) {
      sums.cycles++;
      if (!isLate) sums.goodCycles++;
      continue;
    }
    if (lateness.received[t] === 1) {
      sums.cycles++;
      if (!stage.cycleIsLate) sums.goodCycles++;
      stage.cycleIsLate = false;
    }
    if (isLate) stage.cycleIsLate = true;
  }
}
