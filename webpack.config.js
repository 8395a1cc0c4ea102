import path from "node:path";
import CssMinimizerPlugin from "css-minimizer-webpack-plugin";
import HtmlPlugin from "html-webpack-plugin";
import MiniCssExtractPlugin from "mini-css-extract-plugin";
import MinimizerPlugin from "minimizer-webpack-plugin";
import webpack from "webpack";
import { FunctionsMetadataPlugin } from "./addin/build/functions-metadata.mjs";
import { SizeBudgetPlugin } from "./addin/build/size-budget.mjs";

const root = import.meta.dirname;

/** Where Excel's pane loads office.js from; a closed network names its own copy. */
const officeUrl =
  process.env.STOCKWRIGHT_OFFICE_JS ??
  "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/** The add-in's pages, to `dist/addin`. */
export default (_env, { mode = "production" }) => {
  const production = mode === "production";
  const page = (name, options = {}) =>
    new HtmlPlugin({
      filename: `${name}.html`,
      template: path.join(root, `addin/shell/${name}.html`),
      chunks: [name],
      scriptLoading: "defer",
      minify: production,
      officeUrl,
      ...options,
    });

  return {
    mode,
    target: "web",
    devtool: production ? false : "eval-cheap-module-source-map",
    entry: {
      workbook: "./addin/shell/workbook.ts",
      taskpane: "./addin/shell/taskpane.ts",
      functions: "./addin/shell/functions.ts",
    },
    output: {
      path: path.join(root, "dist/addin"),
      filename: production ? "[name].[contenthash:8].js" : "[name].js",
      chunkFilename: production ? "[name].[contenthash:8].js" : "[name].js",
      assetModuleFilename: "[name].[contenthash:8][ext]",
      clean: true,
    },
    resolve: { extensions: [".ts", ".tsx", ".js"] },
    module: {
      rules: [
        {
          // Pure: what only a lazy part uses comes with that part, through the front door too.
          test: path.join(root, "engine") + path.sep,
          sideEffects: false,
        },
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: "swc-loader",
          options: {
            jsc: {
              parser: { syntax: "typescript", tsx: true },
              target: "es2022",
              transform: {
                react: { runtime: "automatic", development: !production },
              },
            },
          },
        },
        {
          test: /\.css$/,
          use: [MiniCssExtractPlugin.loader, "css-loader"],
        },
      ],
    },
    plugins: [
      new FunctionsMetadataPlugin(path.join(root, "addin/functions")),
      page("workbook"),
      page("taskpane"),
      page("functions"),
      new MiniCssExtractPlugin({
        filename: production ? "[name].[contenthash:8].css" : "[name].css",
        ignoreOrder: true,
      }),
      // Word division in sixty languages: a planning sheet needs none of them.
      new webpack.NormalModuleReplacementPlugin(
        /^\.\/[a-z0-9-]+-[\w-]{8}\.js$/,
        (request) => {
          if (/engine-render[\\/]lib[\\/]es$/.test(request.context)) {
            request.request = path.join(root, "addin/build/no-hyphenation.mjs");
          }
        },
      ),
      ...(production
        ? [
            new SizeBudgetPlugin(
              path.join(root, "addin/build/size-budget.json"),
            ),
          ]
        : []),
    ],
    optimization: {
      minimizer: [
        // Half a minute faster than the default on five megabytes of sheet.
        new MinimizerPlugin({
          minify: MinimizerPlugin.swcMinify,
          extractComments: false,
          terserOptions: { format: { comments: false } },
        }),
        new CssMinimizerPlugin(),
      ],
    },
    performance: { hints: false },
    stats: production ? "errors-warnings" : "minimal",
    devServer: {
      port: 3100,
      static: false,
      proxy: [{ context: ["/api"], target: "http://127.0.0.1:3000" }],
    },
  };
};
