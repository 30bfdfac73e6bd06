package scripts

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
)

// Remembered is Bundle, made only where it is not remembered. Which files a
// bundle is made of is known only when it is made; so what the theme was asked
// is remembered with it, and the theme has to give the same answers again.
func Remembered(remembered *memory.Memory, files fs.FS, entry string, address func(file string) (string, bool)) ([]byte, []diag.Problem, error) {
	if made, known := listen(files, address).recall(remembered, entry); known {
		return made, nil, nil
	}
	theme := listen(files, address)
	made, problems, err := Bundle(theme, entry, theme.addressOf)
	if err == nil && len(problems) == 0 {
		theme.keep(remembered, entry, made)
	}
	return made, problems, err
}

// asked is a theme that notes what it is asked and what it says.
type asked struct {
	files   fs.FS
	address func(file string) (string, bool)

	mutex   sync.Mutex
	answers map[question]string
}

func listen(files fs.FS, address func(file string) (string, bool)) *asked {
	return &asked{files: files, address: address, answers: map[question]string{}}
}

type question struct {
	// About is one of the three below.
	About, File string
}

const (
	aboutPlace   = "place"
	aboutContent = "content"
	aboutAddress = "address"
)

// An answer is the sum of what the theme says.
type answer struct {
	question
	Sum string
}

func (a *asked) recall(remembered *memory.Memory, entry string) ([]byte, bool) {
	text, known := remembered.Recall(answersOf(entry))
	var answers []answer
	if !known || json.Unmarshal(text, &answers) != nil {
		return nil, false
	}
	for _, answer := range answers {
		if a.ask(answer.question) != answer.Sum {
			return nil, false
		}
	}
	return remembered.Recall(bundleOf(entry, answers))
}

func (a *asked) keep(remembered *memory.Memory, entry string, made []byte) {
	answers := a.inOrder()
	text, err := json.Marshal(answers)
	if err != nil {
		return // a name that cannot be written down
	}
	remembered.Keep(answersOf(entry), text)
	remembered.Keep(bundleOf(entry, answers), made)
}

func answersOf(entry string) memory.Sum { return memory.SumOf("answers", entry) }

func bundleOf(entry string, answers []answer) memory.Sum {
	return memory.SumOf("bundle", entry, answers)
}

// ask asks a question again.
func (a *asked) ask(q question) string {
	switch q.About {
	case aboutPlace:
		_, _ = a.Stat(q.File)
	case aboutContent:
		_, _ = a.ReadFile(q.File)
	case aboutAddress:
		_, _ = a.addressOf(q.File)
	}
	return a.answers[q]
}

// inOrder gives the answers. That a file is there is not asked again where its
// content is.
func (a *asked) inOrder() (answers []answer) {
	for q, sum := range a.answers {
		if _, read := a.answers[question{aboutContent, q.File}]; q.About == aboutPlace && read {
			continue
		}
		answers = append(answers, answer{q, sum})
	}
	slices.SortFunc(answers, func(x, y answer) int {
		return strings.Compare(x.About+" "+x.File, y.About+" "+y.File)
	})
	return answers
}

func (a *asked) note(about, file string, said ...any) {
	sum := fmt.Sprintf("%x", memory.SumOf(said...))
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.answers[question{about, file}] = sum
}

// Stat tells whether a file or a folder is there.
func (a *asked) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(a.files, name)
	a.note(aboutPlace, name, err == nil, err == nil && info.IsDir())
	return info, err
}

// ReadFile gives the content of a file.
func (a *asked) ReadFile(name string) ([]byte, error) {
	content, err := fs.ReadFile(a.files, name)
	a.note(aboutContent, name, err == nil, content)
	return content, err
}

// Open is never called: Bundle asks by Stat and ReadFile.
func (a *asked) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

func (a *asked) addressOf(file string) (string, bool) {
	written, known := a.address(file)
	a.note(aboutAddress, file, written, known)
	return written, known
}
