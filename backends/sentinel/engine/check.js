// Reads KQL with Microsoft's own parser and binder: `node check.js TABLE < queries.ndjson`.
//
// TABLE is a file of JSON, {"AWSCloudTrail": {"EventName": "string", ...}}. Each line of the input is {"id", "query"},
// each line of the output {"id", "errors": [...], "columns": [...]}: what the query is refused for, and what it gives.
// Beside Kusto's own functions the queries may call what Microsoft Sentinel adds: _GetWatchlist.
// Packages are looked for beside this file, or in the folder that NODE_PATH names.
"use strict";

const bridge = require.resolve("@kusto/language-service-next/bridge.min.js");
require(bridge);
require(bridge.replace("bridge.min.js", "Kusto.Language.Bridge.min.js"));
const { Language } = globalThis.Kusto;
const { Symbols } = Language;

const watchlist = 'let _GetWatchlist = (name: string) { datatable(SearchKey: string, WatchlistItem: dynamic) [] };\n';

function globals(tables) {
  const symbols = Object.entries(tables).map(([name, columns]) => {
    const written = Object.entries(columns).map(([column, type]) => `${column}: ${type}`);
    return Symbols.TableSymbol.From(`(${written.join(", ")})`).WithName(name);
  });
  return Language.GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("workspace", symbols));
}

function list(array) {
  const found = [];
  for (let at = 0; at < System.Array.getCount(array); at++) found.push(System.Array.getItem(array, at));
  return found;
}

function check(query, state) {
  const code = Language.KustoCode.ParseAndAnalyze(watchlist + query, state);
  const errors = list(code.GetDiagnostics()).map((one) => `${one.Severity} ${one.Code}@${one.Start}: ${one.Message}`);
  const columns = code.ResultType && code.ResultType.Columns ? list(code.ResultType.Columns).map((one) => one.Name) : [];
  return { errors, columns };
}

const state = globals(JSON.parse(require("fs").readFileSync(process.argv[2], "utf8")));
require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { id, query } = JSON.parse(line);
    console.log(JSON.stringify({ id, ...check(query, state) }));
  });
