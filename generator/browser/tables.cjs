// Reads the tables of Data Packages as their Table Schemas describe them, with
// the library of those who wrote the standard. It takes the folders of packages,
// and says of each table how many rows it has, or what is wrong.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Schema, Table } = require("tableschema");

async function rowsOf(folder, one, relations) {
  const schema = await Schema.load(one.schema);
  if (!schema.valid) throw schema.errors[0];
  const table = await Table.load(join(folder, one.path), { schema });
  return table.read({ keyed: true, relations });
}

async function tablesOf(folder) {
  const described = JSON.parse(readFileSync(join(folder, "datapackage.json"), "utf8")).resources;
  const rows = {}, said = {};
  for (const related of [false, true]) {
    for (const one of described) {
      try {
        const read = await rowsOf(folder, one, related && rows);
        if (!related) rows[one.name] = read;
        said[one.name] ??= String(read.length);
      } catch (fault) {
        said[one.name] = [fault, ...fault.errors ?? []].map((part) => part.message).join(" ");
      }
    }
  }
  return said;
}

Promise.all(process.argv.slice(2).map(tablesOf)).then((all) => console.log(JSON.stringify(all)));
