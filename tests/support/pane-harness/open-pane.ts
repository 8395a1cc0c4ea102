import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import webpack from "webpack";

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Stockwright pane</title>
    <style>
      html, body, #pane { height: 100%; margin: 0; }
      body { font-family: "Segoe UI", sans-serif; }
    </style>
  </head>
  <body><main id="pane"></main><script src="/pane.js"></script></body>
</html>`;

/** The pane over its memory twins, in a real browser. */
export interface PaneServer {
  open(options: {
    readonly width: number;
    readonly height?: number;
    readonly theme?: "light" | "dark";
    /** Calls that fail from the start. */
    readonly away?: readonly string[];
    /** Milliseconds that a tenth of a job takes. */
    readonly pace?: number;
    /** Items of the company, each at five places: more than twelve are one network. */
    readonly items?: number;
    /** The system's own few colours, as in Windows' contrast themes. */
    readonly forcedColors?: boolean;
  }): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the pane, serves it on a free loopback port, and starts Chromium. */
export async function startPane(): Promise<PaneServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-pane-"));
  await bundle(folder);
  const server = http.createServer((request, response) => {
    const script = request.url?.startsWith("/pane.js");
    response.setHeader(
      "content-type",
      script ? "text/javascript" : "text/html; charset=utf-8",
    );
    if (script)
      fs.createReadStream(path.join(folder, "pane.js")).pipe(response);
    else response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const browser: Browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return {
    open: async ({
      width,
      height = 860,
      theme = "light",
      away = [],
      pace,
      items = 12,
      forcedColors = false,
    }) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: "reduce",
        forcedColors: forcedColors ? "active" : "none",
      });
      const opened = await context.newPage();
      const query = new URLSearchParams({
        away: away.join(","),
        pace: String(pace ?? 5),
        items: String(items),
      });
      await opened.goto(`http://127.0.0.1:${port}/?${query.toString()}`);
      return opened;
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function bundle(folder: string): Promise<void> {
  const compiler = webpack({
    mode: "development",
    devtool: false,
    target: "web",
    entry: path.join(import.meta.dirname, "main.tsx"),
    // One file: what the pane loads later is in it, too.
    output: { path: folder, filename: "pane.js", asyncChunks: false },
    resolve: { extensions: [".ts", ".tsx", ".js"] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: "swc-loader",
          options: {
            jsc: {
              parser: { syntax: "typescript", tsx: true },
              target: "es2022",
              transform: { react: { runtime: "automatic" } },
            },
          },
        },
      ],
    },
    // Parts that come later are in the one file, too: what they look like does not hang on it.
    plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    performance: { hints: false },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (stats?.hasErrors()) {
          reject(
            new Error(
              stats.toString({ colors: false, all: false, errors: true }),
            ),
          );
        } else resolve();
      });
    });
  });
}
