import path from "node:path";
import express from "express";
import type { Router } from "express";

/** What Excel asks for before and beside the pane. */
const publicFiles = /^(functions\.js(on)?|manifest\.(xml|json)|icons[/\\].+)$/;

/**
 * The add-in's pages. The root leads to the workbook and keeps the token; files whose names
 * carry their digest may be cached for good, the others are asked for again.
 *
 * @param folder - where the build left them
 */
export function pages(folder: string): Router {
  const router = express.Router();
  router.get("/", (request, response) => {
    const at = request.originalUrl.indexOf("?");
    const query = at < 0 ? "" : request.originalUrl.slice(at);
    // The token in the address must not reach other sites by the Referer header.
    response.set({
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    });
    response.redirect(302, `/workbook.html${query}`);
  });
  router.use(
    express.static(folder, {
      index: false,
      setHeaders: (response, file) => {
        // Excel on the web reads these from its own origin; there is nothing secret in them.
        if (publicFiles.test(path.relative(folder, file))) {
          response.setHeader("Access-Control-Allow-Origin", "*");
          response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        const hashed = /[.-][0-9a-f]{8,}\.[a-z0-9.]+$/i.test(file);
        response.setHeader(
          "Cache-Control",
          hashed ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    }),
  );
  return router;
}
