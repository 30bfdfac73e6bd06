package write

import (
	"bytes"
	"strings"
	"testing"
)

const sum = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"

func TestManifestsThatAreRefused(t *testing.T) {
	line := func(path string) string { return `{"path":"` + path + `","size":1,"sha256":"` + sum + `"}` }
	for name, text := range map[string]string{
		"nothing":               "",
		"half":                  `{"files": [` + line("a"),
		"of something else":     `{"name": "Merton", "icons": []}`,
		"no list":               `{"files": null}`,
		"a path that leaves":    `{"files": [` + line("../a") + `]}`,
		"a path from the root":  `{"files": [` + line("/a") + `]}`,
		"itself":                `{"files": [` + line(manifestName) + `]}`,
		"out of order":          `{"files": [` + line("b") + "," + line("a") + `]}`,
		"twice":                 `{"files": [` + line("a") + "," + line("a") + `]}`,
		"no sum":                `{"files": [{"path":"a"}]}`,
		"a sum that is cut off": strings.Replace(`{"files": [`+line("a")+`]}`, "9d\"", "\"", 1),
		"an unsettled merge":    "<<<<<<< HEAD\n" + `{"files": [` + line("a") + `]}`,
		"something after it":    `{"files": [` + line("a") + `]} {}`,
	} {
		if _, err := readManifest([]byte(text)); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
}

func TestAnEmptyManifest(t *testing.T) {
	text, err := manifest{Files: []file{}}.bytes()
	try(t, err)
	equal(t, string(text), "{\"files\": [\n]}\n")
	_, err = readManifest(text)
	try(t, err)
}

// What is read as a manifest is written and read again as the same one, and
// lists nothing outside the output.
func FuzzReadManifest(f *testing.F) {
	for _, text := range []string{
		"", "{}", "null", `{"files": []}`, `{"files": null}`,
		`{"files": [{"path":"a/b.html","size":1,"sha256":"` + sum + `"}, {"path":"b","size":-1,"sha256":"` + sum + `"}]}`,
		`{"files": [{"path":"../a","size":1,"sha256":"` + sum + `"}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		first, err := readManifest(text)
		if err != nil {
			return
		}
		for _, file := range first.Files {
			if strings.HasPrefix(file.Path, "/") || strings.Contains("/"+file.Path+"/", "/../") {
				t.Errorf("%q lies outside", file.Path)
			}
		}
		once, err := first.bytes()
		try(t, err)
		second, err := readManifest(once)
		try(t, err)
		again, err := second.bytes()
		try(t, err)
		if !bytes.Equal(once, again) {
			t.Errorf("%s became %s", once, again)
		}
	})
}
