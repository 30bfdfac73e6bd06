package decode

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"plainsight/generator/kit/yaml"
)

// TestEveryKeyHasItsKeys: what stands in a section or a list is described too.
func TestEveryKeyHasItsKeys(t *testing.T) {
	var walk func(name string, keys []key)
	walk = func(name string, keys []key) {
		for _, key := range keys {
			if (key.form == section || key.form == list) != (len(key.within) > 0) {
				t.Errorf("%s: “%s” is %s, and has %d keys within", name, key.name, key.form, len(key.within))
			}
			walk(name+"/"+key.name, key.within)
		}
	}
	for _, schema := range Schemas {
		walk(schema.Name, schema.keys)
	}
}

// TestSchemasFitTheSite holds every file of the real site against its schema,
// by a validator that others wrote.
func TestSchemasFitTheSite(t *testing.T) {
	held := map[string]int{}
	for _, schema := range Schemas {
		compiled := compiledOf(t, schema)
		for _, name := range filesFor(t, schema) {
			source, err := os.ReadFile("../../../" + name)
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(valueOf(t, schema, name, source)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			held[schema.Name]++
		}
	}
	for _, name := range []string{"inspection", "document", "topic", "metric", "source", "thread", "site", "framework", "scales"} {
		if held[name] == 0 {
			t.Errorf("no file was held against the schema %s", name)
		}
	}
}

// TestSchemasRefuse what reading refuses: unknown keys, missing ones, wrong
// words and wrong forms.
func TestSchemasRefuse(t *testing.T) {
	const source = "title: A\npublisher: B\nkind: news\nlicence: C\nheld: full\n"
	schema := compiledOf(t, named(t, "source"))
	for slip, text := range map[string]string{
		"none":            source,
		"an unknown key":  source + "titel: A\n",
		"a missing key":   strings.Replace(source, "title: A\n", "", 1),
		"a wrong word":    strings.Replace(source, "held: full", "held: whole", 1),
		"a wrong date":    source + "date: 9 May 2022\n",
		"a list of words": strings.Replace(source, "title: A", "title: [A]", 1),
	} {
		err := schema.Validate(valueOf(t, named(t, "source"), "data/sources/a.yaml", []byte(text)))
		if (err != nil) != (slip != "none") {
			t.Errorf("%s: %v", slip, err)
		}
	}
}

func named(t *testing.T, name string) Schema {
	t.Helper()
	for _, schema := range Schemas {
		if schema.Name == name {
			return schema
		}
	}
	t.Fatalf("there is no schema %s", name)
	return Schema{}
}

func compiledOf(t *testing.T, schema Schema) *jsonschema.Schema {
	t.Helper()
	text, err := schema.JSON()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatalf("%s: %v", schema.Name, err)
	}
	return compiled
}

// filesFor lists the files of the site that a schema is for.
func filesFor(t *testing.T, schema Schema) (names []string) {
	t.Helper()
	root := os.DirFS("../../..")
	folder, _, deep := strings.Cut(schema.Files, "/**")
	err := fs.WalkDir(root, path.Dir(strings.ReplaceAll(schema.Files, "/**", "")), func(name string, entry fs.DirEntry, err error) error {
		fits, _ := path.Match(schema.Files, name)
		if err == nil && !entry.IsDir() && (fits || deep && strings.HasPrefix(name, folder) && path.Ext(name) == ".md") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func valueOf(t *testing.T, schema Schema, name string, source []byte) any {
	t.Helper()
	parse := func() (*yaml.Node, int) {
		if schema.Front {
			node, _, _, problems := yaml.FrontMatter(name, source)
			return node, len(problems)
		}
		node, problems := yaml.Parse(name, source, 1)
		return node, len(problems)
	}
	node, problems := parse()
	if problems > 0 {
		t.Fatalf("%s cannot be read", name)
	}
	// Once to JSON and back, so that the validator sees what it would.
	text, err := json.Marshal(plainOf(node))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// plainOf is a node as the readers of editors take it: numbers and truths are
// no words to them.
func plainOf(node *yaml.Node) any {
	switch node.Kind {
	case yaml.Map:
		values := map[string]any{}
		for _, entry := range node.Entries {
			values[entry.Key] = plainOf(entry.Value)
		}
		return values
	case yaml.List:
		values := []any{}
		for _, item := range node.Items {
			values = append(values, plainOf(item))
		}
		return values
	case yaml.Null:
		return nil
	}
	if number, err := strconv.Atoi(node.Text); err == nil {
		return number
	}
	if node.Text == "true" || node.Text == "false" {
		return node.Text == "true"
	}
	return node.Text
}
