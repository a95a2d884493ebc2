// duckdb.js FILE THREADS REPEATS: seconds of the best of so many group-by-unit sums, by DuckDB's own clock in one process.
const path = process.env.DUCKDB_NODE ? process.env.DUCKDB_NODE + '/@duckdb/node-api' : '@duckdb/node-api';
const { DuckDBInstance } = require(path);
(async () => {
  const db = await DuckDBInstance.create(':memory:', { threads: process.argv[3] });
  const c = await db.connect();
  const columns = "{'date':'VARCHAR','unit':'VARCHAR','item':'VARCHAR','kind':'VARCHAR','points':'DECIMAL(18,3)'," +
    "'note':'VARCHAR','status':'VARCHAR','due':'VARCHAR','done':'VARCHAR'}";
  let best = 1e9;
  for (let i = 0; i < +process.argv[4]; i++) {
    const t = process.hrtime.bigint();
    const r = await c.runAndReadAll(`SELECT unit, count(*), sum(points) FROM read_csv('${process.argv[2]}', header=true, ` +
      `delim=',', quote='"', escape='"', columns=${columns}) GROUP BY unit`);
    best = Math.min(best, Number(process.hrtime.bigint() - t) / 1e9);
    if (r.currentRowCount < 500) process.exit(1);
  }
  console.log(best);
})();
