package write

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
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
		if _, err := readManifest(text); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
}

// TestManifestsAreWrittenAsJSON letter for letter as a writer of JSON does, whatever
// a path has, and read again.
func TestManifestsAreWrittenAsJSON(t *testing.T) {
	m := manifest{Files: []file{}}
	for i, path := range []string{"a/b c.html", "a/index.html", "caf\u00e9.html", "q\"uote", "tab\there", "x<y>&z", "z\u2028"} {
		m.Files = append(m.Files, file{path, i * 1000, sum})
	}
	got, err := m.bytes()
	try(t, err)
	want := opening
	for i, one := range m.Files {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		try(t, encoder.Encode(one))
		if i > 0 {
			want = strings.TrimSuffix(want, "\n") + ",\n"
		}
		want += line.String()
	}
	equal(t, string(got), want+closing)
	read, err := readManifest(string(got))
	if err != nil || !slices.Equal(read.Files, m.Files) {
		t.Errorf("it is read as %v, %v", read, err)
	}
	m.Files = m.Files[:2]
	got, err = m.bytes()
	try(t, err)
	if read, plain := readLines(string(got)); !plain || !slices.Equal(read.Files, m.Files) {
		t.Errorf("plain lines are read as %v, %t", read, plain)
	}
}

func TestAnEmptyManifest(t *testing.T) {
	text, err := manifest{Files: []file{}}.bytes()
	try(t, err)
	equal(t, string(text), "{\"files\": [\n]}\n")
	_, err = readManifest(string(text))
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
		if read, plain := readLines(string(text)); plain {
			var want manifest
			if err := json.Unmarshal(text, &want); err != nil || !slices.Equal(read.Files, want.Files) {
				t.Errorf("%q is read as %v, and is %v, %v", text, read, want, err)
			}
		}
		first, err := readManifest(string(text))
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
		second, err := readManifest(string(once))
		try(t, err)
		again, err := second.bytes()
		try(t, err)
		if !bytes.Equal(once, again) {
			t.Errorf("%s became %s", once, again)
		}
	})
}

// TestALongManifestIsWrittenInPieces: they are its lines, and only a file of these very
// bytes says the same.
func TestALongManifestIsWrittenInPieces(t *testing.T) {
	m := manifest{}
	for i := range 2000 {
		m.Files = append(m.Files, file{fmt.Sprintf("a/%04d.html", i), i, sum})
	}
	text, err := m.bytes()
	try(t, err)
	if read, plain := readLines(string(text)); !plain || !slices.Equal(read.Files, m.Files) || len(text) < 3*pieceSize {
		t.Errorf("%d bytes are not the lines of all files", len(text))
	}
	output := t.TempDir()
	for found, want := range map[string]bool{
		string(text): true, string(text) + " ": false, string(text[:len(text)-1]): false, " " + string(text[1:]): false, "": false,
	} {
		put(t, output, manifestName, found)
		present, err := look(output, Standing{})
		try(t, err)
		if says := present.says(manifestName, written(slices.Values(m.Files))); says != want {
			t.Errorf("%d bytes say the same: %t", len(found), says)
		}
	}
}
