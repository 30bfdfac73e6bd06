package search

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"plainsight/generator/kit/memory"
)

// The tests need a program to talk to. TestMain makes one of the test program,
// which speaks as Pagefind does and puts all that it was told into one file.
const actVariable = "PLAINSIGHT_TEST_SEARCH"

func TestMain(m *testing.M) {
	if act := os.Getenv(actVariable); act != "" {
		serve(act)
		return
	}
	os.Exit(m.Run())
}

func serve(act string) {
	in, told := bufio.NewReader(os.Stdin), []request{}
	for {
		written, err := in.ReadString(',')
		if err != nil || act == "stop" && len(told) == 2 {
			fmt.Fprintln(os.Stderr, "out of memory")
			os.Exit(1)
		}
		text, _ := base64.StdEncoding.DecodeString(strings.TrimSuffix(written, ","))
		var message struct {
			ID      int     `json:"message_id"`
			Payload request `json:"payload"`
		}
		if err := json.Unmarshal(text, &message); err != nil {
			os.Exit(2)
		}
		told = append(told, message.Payload)
		answer := map[string]any{"type": message.Payload.Type, "index_id": 7}
		switch {
		case act == "refuse" && message.Payload.Type == "AddRecord":
			answer = map[string]any{"type": "Error", "message": "no words"}
		case message.Payload.Type == "GetFiles":
			all, _ := json.Marshal(told)
			file := func(path string, bytes []byte) map[string]string {
				return map[string]string{"path": path, "content": base64.StdEncoding.EncodeToString(bytes)}
			}
			answer["files"] = []any{file("pagefind.js", []byte("script")), file("pagefind-ui.css", nil), file("fragment/a", all)}
		}
		out, _ := json.Marshal(map[string]any{"message_id": message.ID, "payload": answer})
		fmt.Print(base64.StdEncoding.EncodeToString(out) + ",")
	}
}

// program lays this test program where npm lays Pagefind.
func program(t *testing.T, act string) string {
	t.Helper()
	t.Setenv(actVariable, act)
	at := filepath.Join(t.TempDir(), filepath.FromSlash(Program()))
	self, err := os.Executable()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(at), 0o777)
	}
	if err == nil {
		err = os.Symlink(self, at)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(filepath.Dir(filepath.Dir(at)), "package.json"), []byte(`{"version": "1"}`), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	return at
}

var records = []Record{
	{URL: "/a/#p1", Language: "en-GB", Content: "Words.", Meta: map[string]string{"title": "Paragraph 1"}, Filters: map[string][]string{"year": {"2022"}}},
	{URL: "/cy/a/#p1", Language: "cy", Content: "Geiriau."},
}

func TestTheProgramIsToldEachRecord(t *testing.T) {
	files, err := Index(program(t, "index"), records, nil)
	if err != nil || len(files) != 2 || files[0].Path != "fragment/a" || files[1].Path != "pagefind.js" {
		t.Fatalf("the files are %v, %v", files, err)
	}
	var told []request
	if err := json.Unmarshal(files[0].Bytes, &told); err != nil {
		t.Fatal(err)
	}
	want := []request{
		{Type: "NewIndex", Config: &config{KeepURL: true}},
		{Type: "AddRecord", Index: 7, URL: "/a/#p1", Content: "Words.", Language: "en", Meta: records[0].Meta, Filters: records[0].Filters},
		{Type: "AddRecord", Index: 7, URL: "/cy/a/#p1", Content: "Geiriau.", Language: "cy"},
		{Type: "GetFiles", Index: 7},
	}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("it was told %+v", told)
	}
}

// TestTheSameRecordsAreRememberedAndOthersAreNot: the program is not called
// for what it made before.
func TestTheSameRecordsAreRememberedAndOthersAreNot(t *testing.T) {
	remembered, at := memory.Open(""), program(t, "index")
	first, err := Index(at, records, remembered)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(at); err != nil {
		t.Fatal(err)
	}
	if again, err := Index(at, records, remembered); err != nil || !reflect.DeepEqual(first, again) {
		t.Errorf("the same records give %v, %v", again, err)
	}
	if _, err := Index(at, records[:1], remembered); err == nil {
		t.Error("other records were remembered")
	}
}

func TestWhatTheProgramSaysIsPassedOn(t *testing.T) {
	for act, want := range map[string]string{
		"refuse": "/a/#p1 cannot be put into the search: no words",
		"stop":   "/cy/a/#p1 cannot be put into the search: the program for the search stopped: EOF out of memory",
	} {
		t.Run(act, func(t *testing.T) {
			if _, err := Index(program(t, act), records, nil); err == nil || err.Error() != want {
				t.Errorf("it ends with %v", err)
			}
		})
	}
	if _, err := Index(filepath.Join(t.TempDir(), "none", "bin", "x"), records, nil); err == nil {
		t.Error("a program that is not there made an index")
	}
}

// TestTheRealProgramGivesTheSameBytes asks Pagefind itself twice, where it has
// been fetched.
func TestTheRealProgramGivesTheSameBytes(t *testing.T) {
	at := filepath.Join("../../../themes/clearprint", filepath.FromSlash(Program()))
	if _, err := os.Stat(at); err != nil {
		t.Skip("not tried: Pagefind has not been fetched")
	}
	var many []Record
	for i := range 300 {
		one := records[i%2]
		one.URL, one.Content = fmt.Sprintf("/a/#p%d", i), fmt.Sprintf("Care leavers %d and supervision %d.", i%7, i%11)
		many = append(many, one)
	}
	first, err := Index(at, many, nil)
	if err != nil || len(first) < 300 {
		t.Fatalf("%d files, %v", len(first), err)
	}
	if again, err := Index(at, many, nil); err != nil || !reflect.DeepEqual(first, again) {
		t.Errorf("it gave other bytes, %v", err)
	}
}
