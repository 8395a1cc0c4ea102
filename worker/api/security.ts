import type { RequestHandler } from "express";
import helmet from "helmet";

/** Where Office may show the pane in a frame. */
const officeHosts = [
  "https://*.officeapps.live.com",
  "https://*.office.com",
  "https://*.office365.com",
  "https://*.office.net",
  "https://*.sharepoint.com",
  "https://*.cloud.microsoft",
];
const officeScripts = ["https://appsforoffice.microsoft.com"];

/** Security headers: strict for the browser's page, with Office's hosts for the add-in's. */
export function securityHeaders(): RequestHandler {
  const browser = headers([], ["'none'"]);
  const office = headers(officeScripts, ["'self'", ...officeHosts]);
  return (request, response, next) =>
    (/^\/(taskpane|functions|commands)\.html$/.test(request.path)
      ? office
      : browser)(request, response, next);
}

function headers(
  scripts: readonly string[],
  frameAncestors: readonly string[],
): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scripts],
        // Fluent UI and the grid write their styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'", ...scripts],
        workerSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: [...frameAncestors],
      },
    },
    // Framing is ruled by frame-ancestors, which knows more than one host.
    frameguard: false,
    // Office opens its dialogs as popups that must find their opener.
    crossOriginOpenerPolicy: { policy: "same-origin-allow-popups" },
    // Plain HTTP on loopback: a browser that learnt HSTS there would lock other tools out.
    strictTransportSecurity: false,
  });
}
