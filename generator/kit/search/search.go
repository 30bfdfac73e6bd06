// Package search makes the index from which a browser finds paragraphs by
// their words, without a server.
//
// It takes records, a piece of text each with its address and what to show of
// it, and gives the files of the index. They are made by Pagefind, a program
// that npm fetches for the machine at hand; this package is its only door. It
// talks to the program through its standard input and output, and needs
// neither Node.js nor finished pages. The same records give the same bytes.
// Where the program is not there, there is no index.
package search

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"plainsight/generator/kit/memory"
)

// A Record is one piece of text. Language is a BCP 47 tag: each language has
// an index of its own. Meta is shown with a result, and Filters narrow a search.
type Record struct {
	URL, Language, Content string
	Meta                   map[string]string
	Filters                map[string][]string
}

// A File is one file of the index; Path is below the folder of the index.
type File struct {
	Path  string
	Bytes []byte
}

// names of the machines of the Go language as npm has them.
var names = map[string]string{"amd64": "x64"}

// Program is the path of the program below the folder of a theme that npm
// fetches it into, for the machine at hand.
func Program() string {
	machine, ending := runtime.GOARCH, ""
	if known := names[machine]; known != "" {
		machine = known
	}
	if runtime.GOOS == "windows" {
		ending = ".exe"
	}
	return path.Join("node_modules/@pagefind", runtime.GOOS+"-"+machine, "bin", "pagefind_extended"+ending)
}

// Index gives the files of the index of some records, in the order of their
// paths. They are made only where they are not remembered.
func Index(program string, records []Record, remembered *memory.Memory) ([]File, error) {
	which, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Dir(program)), "package.json"))
	if err != nil {
		return nil, fmt.Errorf("the program for the search is not whole: %w", err)
	}
	packed, err := remembered.Once(memory.SumOf("search", string(which), records), func() ([]byte, error) {
		files, err := index(program, records)
		if err != nil {
			return nil, err
		}
		return json.Marshal(files)
	})
	if err != nil {
		return nil, err
	}
	var files []File
	return files, json.Unmarshal(packed, &files)
}

func index(program string, records []Record) ([]File, error) {
	called, err := call(program)
	if err != nil {
		return nil, err
	}
	defer called.end()
	made, err := called.ask(request{Type: "NewIndex", Config: &config{KeepURL: true}})
	if err != nil {
		return nil, err
	}
	for i := range records {
		one := &records[i]
		language, _, _ := strings.Cut(strings.ToLower(one.Language), "-")
		_, err := called.ask(request{
			Type: "AddRecord", Index: made.Index, URL: one.URL, Content: one.Content, Language: language,
			Meta: one.Meta, Filters: one.Filters,
		})
		if err != nil {
			return nil, fmt.Errorf("%s cannot be put into the search: %w", one.URL, err)
		}
	}
	answer, err := called.ask(request{Type: "GetFiles", Index: made.Index})
	if err != nil {
		return nil, err
	}
	return needed(answer)
}

// needed leaves out the boxes and styles that the program has for sites which
// have none of their own.
func needed(answer response) (files []File, err error) {
	for _, file := range answer.Files {
		if strings.Contains(file.Path, "-ui.") || strings.HasPrefix(file.Path, "pagefind-highlight") {
			continue
		}
		content, err := base64.StdEncoding.DecodeString(file.Content)
		if err != nil {
			return nil, err
		}
		files = append(files, File{filepath.ToSlash(file.Path), content})
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// A request is what the program is asked. Only what belongs to its Type is
// written.
type request struct {
	Type     string              `json:"type"`
	Config   *config             `json:"config,omitempty"`
	Index    int                 `json:"index_id"`
	URL      string              `json:"url,omitempty"`
	Content  string              `json:"content,omitempty"`
	Language string              `json:"language,omitempty"`
	Meta     map[string]string   `json:"meta,omitempty"`
	Filters  map[string][]string `json:"filters,omitempty"`
}

type config struct {
	KeepURL bool `json:"keep_index_url"`
}

type response struct {
	Type, Message string
	Index         int `json:"index_id"`
	Files         []struct{ Path, Content string }
}

// A service is the running program. A message is JSON in base64, and a comma.
type service struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	said    bytes.Buffer
	asked   int
}

func call(program string) (*service, error) {
	s := &service{command: exec.Command(program, "--service")}
	s.command.Stderr = &s.said
	in, err := s.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.command.Start(); err != nil {
		return nil, fmt.Errorf("the program for the search does not start: %w", err)
	}
	s.in, s.out = in, bufio.NewReader(out)
	return s, nil
}

func (s *service) ask(what request) (response, error) {
	s.asked++
	message, err := json.Marshal(struct {
		ID      int     `json:"message_id"`
		Payload request `json:"payload"`
	}{s.asked, what})
	if err != nil {
		return response{}, err
	}
	if _, err := io.WriteString(s.in, base64.StdEncoding.EncodeToString(message)+","); err != nil {
		return response{}, s.broken(err)
	}
	written, err := s.out.ReadString(',')
	if err != nil {
		return response{}, s.broken(err)
	}
	return answered(strings.TrimSuffix(written, ","))
}

func answered(written string) (response, error) {
	text, err := base64.StdEncoding.DecodeString(written)
	var answer struct{ Payload response }
	if err == nil {
		err = json.Unmarshal(text, &answer)
	}
	if err != nil {
		return response{}, fmt.Errorf("the program for the search gave no answer: %w", err)
	}
	if answer.Payload.Type == "Error" {
		return response{}, errors.New(answer.Payload.Message)
	}
	return answer.Payload, nil
}

func (s *service) broken(err error) error {
	s.end() // only then is there all that it said
	return fmt.Errorf("the program for the search stopped: %w %s", err, bytes.TrimSpace(s.said.Bytes()))
}

// end ends the program, which would else wait for more; a second time it does
// nothing.
func (s *service) end() {
	_ = s.in.Close()
	_ = s.command.Process.Kill()
	_ = s.command.Wait() // that it was ended is no failure
}
