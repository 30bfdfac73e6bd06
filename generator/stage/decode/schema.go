package decode

import "encoding/json"

// A Schema describes one kind of file for editors, which complete keys and
// underline slips by it. It is written from the tables of keys by which files
// are read, so that the two cannot disagree.
type Schema struct {
	// Name is that of the schema's file without its ending: "metric".
	Name string
	// Files are the files that it is for, as a pattern of paths.
	Files string
	// Front is set where it describes the front matter of a text.
	Front bool
	keys  []key
	list  bool // the file is a list of maps
	named bool // the file is a map of names of the author's own, each with a map
}

// Schemas lists the kinds of files that have one.
var Schemas = []Schema{
	{Name: "inspection", Files: "content/inspections/**/*.md", Front: true, keys: inspectionKeys},
	{Name: "document", Files: "content/documents/*.md", Front: true, keys: documentKeys},
	{Name: "topic", Files: "content/topics/*.md", Front: true, keys: topicKeys},
	{Name: "update", Files: "content/updates/*.md", Front: true, keys: updateKeys},
	{Name: "page", Files: "content/pages/*.md", Front: true, keys: pageKeys},
	{Name: "site", Files: settingsFile, keys: settingsKeys},
	{Name: "authorities", Files: "data/authorities.yaml", keys: authorityKeys, list: true},
	{Name: "scales", Files: "data/scales.yaml", keys: scaleKeys, named: true},
	{Name: "lanes", Files: "data/lanes.yaml", keys: laneKeys, list: true},
	{Name: "framework", Files: "data/frameworks/*.yaml", keys: frameworkKeys},
	{Name: "source", Files: "data/sources/*.yaml", keys: sourceKeys},
	{Name: "metric", Files: "data/metrics/*.yaml", keys: metricKeys},
	{Name: "glossary", Files: "data/glossary.yaml", keys: termKeys, list: true},
	{Name: "thread", Files: "data/threads/*.yaml", keys: threadKeys},
	{Name: "events", Files: "data/events.yaml", keys: eventKeys, list: true},
	{Name: "comparisons", Files: "data/comparisons.yaml", keys: comparisonKeys, list: true},
	{Name: "redirects", Files: redirectsFile, keys: redirectKeys, list: true},
	{Name: "synonyms", Files: "data/synonyms.yaml", keys: synonymKeys, list: true},
	{Name: "allowed", Files: allowedFile, keys: allowanceKeys, list: true},
}

// A Line is a key of a file as people are told of it. In is the key that it
// stands within, "" for none.
type Line struct {
	In, Key, Write, Doc string
	Required            bool
}

// Lines lists the keys, those within others after them.
func (s Schema) Lines() []Line { return linesOf("", s.keys) }

func linesOf(in string, keys []key) (lines []Line) {
	for _, key := range keys {
		lines = append(lines, Line{in, key.name, key.wanted(), key.doc, key.required})
		lines = append(lines, linesOf(key.name, key.within)...)
	}
	return lines
}

// node is a part of a JSON Schema; encoding/json writes its keys in order.
type node = map[string]any

// JSON writes the schema in the draft of 2019-09, which editors read.
func (s Schema) JSON() ([]byte, error) {
	root := object(s.keys)
	switch {
	case s.list:
		root = node{"type": "array", "items": root}
	case s.named:
		root = node{"type": "object", "additionalProperties": root}
	}
	root["$schema"] = "https://json-schema.org/draft/2019-09/schema"
	root["title"] = s.Files
	text, err := json.MarshalIndent(root, "", "  ")
	return append(text, '\n'), err
}

func object(keys []key) node {
	properties, required := node{}, []string{}
	for _, key := range keys {
		property := key.schema()
		if key.blank {
			property = node{"anyOf": []node{property, {"type": "null"}}}
		}
		property["description"] = key.doc
		properties[key.name] = property
		if key.required {
			required = append(required, key.name)
		}
	}
	return node{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// A scalar is words as they were typed: what YAML takes for a number or a
// truth is words here too.
func scalar() node { return node{"type": []string{"string", "number", "boolean"}} }

const (
	dayPattern    = `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`
	spanPattern   = `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$`
	momentPattern = `^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$`
	wordPattern   = `^[\p{Ll}\p{Lo}\p{M}\p{N}]+(-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$`
)

func (k key) schema() node {
	switch k.form {
	case truth:
		return node{"type": "boolean"}
	case number:
		return node{"type": "integer"}
	case section:
		return object(k.within)
	case list:
		entry := object(k.within)
		if k.name == "grades" { // a grade may be its word alone
			entry = node{"anyOf": []node{scalar(), entry}}
		}
		return node{"type": "array", "items": entry}
	case mapping:
		return node{"type": "object", "additionalProperties": scalar()}
	case texts:
		return oneOrMany(k.words())
	case days:
		return oneOrMany(patterned(spanPattern))
	case day:
		return patterned(dayPattern)
	case moment:
		return patterned(momentPattern)
	case word:
		if len(k.allowed) == 0 {
			return patterned(wordPattern)
		}
	}
	return k.words()
}

func (k key) words() node {
	if len(k.allowed) > 0 {
		return node{"enum": k.allowed}
	}
	return scalar()
}

// patterned is a string of a form; a year alone is a number to YAML.
func patterned(pattern string) node {
	return node{"anyOf": []node{{"type": "string", "pattern": pattern}, {"type": "integer"}}}
}

func oneOrMany(one node) node {
	return node{"anyOf": []node{one, {"type": "array", "items": one}}}
}
