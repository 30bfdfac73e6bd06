// Package scaffold begins files for those who write: an inspection, an update,
// a metric, a thread, a topic or a page.
//
// It takes a kind and answers, from flags or asked at the terminal, and gives
// files that build as they are, held back as drafts until somebody has filled
// them in. Nothing that is there already is written over, and nothing is
// written while an answer is wrong.
package scaffold

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

// A Kind is a kind of file that can be begun.
type Kind struct {
	Name, About string
	Questions   []Question
	// files writes the files from the answers; toFill says what is left to do.
	files  func(site site, a Answers) []file
	toFill []string
}

// A Question is asked where no flag answers it. Usual gives the answer to an
// empty line, "" where there is none and one is needed; Optional ones may stay
// empty.
type Question struct {
	Name, Ask string
	Optional  bool
	usual     func(site) string
	// words are those that can be answered; where there are none, anything can
	// that passes the check.
	words func(site) []string
	check func(site, string) error
}

// Answers are by the names of the questions.
type Answers map[string]string

// Kinds lists the kinds in the order in which people meet them.
var Kinds = []Kind{inspectionKind, updateKind, metricKind, threadKind, topicKind, pageKind}

// A site is what answers are held against.
type site struct {
	docs  decode.Documents
	today date.Date
}

// edition is the edition of a framework that is in force on a day.
func (s site) edition(id string, day date.Date) (framework.Edition, bool) {
	for _, one := range s.docs.Frameworks {
		if one.ID == id {
			return one.On(day)
		}
	}
	return framework.Edition{}, false
}

type file struct{ path, text string }

// Options say where the site is, and how to ask.
type Options struct {
	// Source is the site's folder as files, Folder its path on the machine.
	Source fs.FS
	Folder string
	Today  date.Date
	// Given are the answers of flags. Ask asks a question with its usual answer
	// and gives the line that was typed; it is nil where nobody can be asked.
	Given Answers
	Ask   func(question, usual string) (string, error)
}

// Written is what was begun.
type Written struct {
	Files  []string
	ToFill []string
}

// Begin asks what is not given, and writes. The error says in a sentence what
// to type, or is the machine's.
func Begin(kind Kind, o Options) (Written, error) {
	files, _ := collect.Files(o.Source) // what is wrong elsewhere does not keep anybody from beginning
	docs, _, err := decode.Files(files)
	if err != nil {
		return Written{}, err
	}
	s := site{docs, o.Today}
	answers, err := kind.answers(s, o)
	if err != nil {
		return Written{}, err
	}
	begun := kind.files(s, answers)
	for _, one := range begun {
		if _, err := fs.Stat(o.Source, one.path); err == nil {
			return Written{}, fmt.Errorf("%s is there already; nothing was written. Open it, or choose another name", one.path)
		}
	}
	written := Written{ToFill: kind.toFill}
	for _, one := range begun {
		if err := disk.Write(filepath.Join(o.Folder, filepath.FromSlash(one.path)), []byte(one.text)); err != nil {
			return written, err
		}
		written.Files = append(written.Files, one.path)
	}
	return written, nil
}

// answers takes each answer from the flags, or asks until it is right.
func (k Kind) answers(s site, o Options) (Answers, error) {
	answers := Answers{}
	var missing []string
	for _, question := range k.Questions {
		usual := ""
		if question.usual != nil {
			usual = question.usual(s)
		}
		answer, given := o.Given[question.Name]
		switch {
		case given:
			var err error
			if answer, err = question.taken(s, answer); err != nil {
				return nil, fmt.Errorf("--%s: %w", question.Name, err)
			}
		case o.Ask != nil:
			var err error
			if answer, err = asked(s, question, usual, o.Ask); err != nil {
				return nil, err
			}
		case usual != "" || question.Optional:
			answer = usual
		default:
			missing = append(missing, "--"+question.Name)
		}
		answers[question.Name] = answer
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("these answers are missing: %s. “plainsight new %s --help” says what each is", strings.Join(missing, ", "), k.Name)
	}
	return answers, nil
}

// errNoAnswer ends the asking.
var errNoAnswer = errors.New("nothing was written")

func asked(s site, question Question, usual string, ask func(question, usual string) (string, error)) (string, error) {
	full := question.Ask
	if question.words != nil {
		if words := question.words(s); len(words) > 1 && len(words) <= mostNamed {
			full += ": " + diag.Or(words)
		}
	}
	words := full
	for {
		answer, err := ask(words, usual)
		if errors.Is(err, io.EOF) {
			return "", errNoAnswer
		}
		if err != nil {
			return "", err
		}
		if answer = strings.TrimSpace(answer); answer == "" {
			answer = usual
		}
		if answer, err = question.taken(s, answer); err == nil {
			return answer, nil
		}
		said := err.Error()
		if !strings.HasSuffix(said, "?") {
			said += "."
		}
		words = "Not so: " + said + "\n" + full
	}
}

// mostNamed is how many words a question names that can be answered.
const mostNamed = 12

// taken is an answer as it is written into a file. Capitals and spaces in a
// name are those of people: “Merton” is merton.
func (q Question) taken(s site, answer string) (string, error) {
	answer = strings.TrimSpace(answer)
	switch {
	case answer == "" && q.Optional:
		return "", nil
	case answer == "":
		return "", errors.New("an answer is needed")
	case strings.ContainsAny(answer, "\n\r"):
		return "", errors.New("an answer is one line")
	case q.words != nil:
		return oneOf(q.words(s), answer)
	case q.check == nil:
		return answer, nil
	}
	return answer, q.check(s, answer)
}

// Checks of answers, and the words that are allowed.

func isDay(_ site, answer string) error {
	day, err := date.Parse(answer)
	if err == nil && !day.Exact() {
		return errors.New("a day is needed, as in 2022-05-09")
	}
	return yearFirst(err)
}

func isSpan(_ site, answer string) error {
	_, err := date.ParseSpan(answer)
	return yearFirst(err)
}

// yearFirst says how dates are written to who wrote one otherwise.
func yearFirst(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w; a day is written 2022-05-09, and from one day to another 2022-02-28/2022-03-04", err)
}

func second[T any](_ T, err error) error { return err }

func isWord(_ site, answer string) error {
	if !address.IsSlug(answer) {
		return fmt.Errorf("small letters, digits and hyphens are needed, as in “%s”", address.Slug(answer))
	}
	return nil
}

// oneOf finds the word that was meant, or says what is near to it.
func oneOf(words []string, answer string) (string, error) {
	for _, word := range words {
		if answer == word || address.Slug(answer) == word {
			return word, nil
		}
	}
	if near := diag.Near(answer, words); near != "" {
		return "", fmt.Errorf("“%s” is not known; did you mean “%s”?", answer, near)
	}
	return "", fmt.Errorf("“%s” is not known; there is %s", answer, diag.Or(words))
}

func always(words []string) func(site) []string { return func(site) []string { return words } }

func authorities(s site) (ids []string) {
	for _, one := range s.docs.Authorities {
		if !one.Area {
			ids = append(ids, one.ID)
		}
	}
	return ids
}

func frameworks(s site) (ids []string) {
	for _, one := range s.docs.Frameworks {
		ids = append(ids, one.ID)
	}
	return ids
}

func sources(s site) (ids []string) {
	for _, one := range s.docs.Sources {
		ids = append(ids, one.ID)
	}
	return ids
}

// isPlace accepts a place of an inspection or document that is there.
func isPlace(s site, answer string) error {
	id, anchor, marked := strings.Cut(answer, "#")
	if !marked || id == "" || anchor == "" {
		return errors.New("a place is the name of a file, a number sign and the place, as in 2022-02-ilacs#p15")
	}
	var ids, anchors []string
	for _, one := range s.docs.Inspections {
		ids = append(ids, one.ID)
		if one.ID == path.Base(id) {
			anchors = append(anchors, one.Text.Outline.Anchors.List()...)
		}
	}
	for _, one := range s.docs.Documents {
		ids = append(ids, one.ID)
		if one.ID == id {
			anchors = append(anchors, one.Text.Outline.Anchors.List()...)
		}
	}
	if !slices.Contains(ids, path.Base(id)) {
		return second(oneOf(ids, path.Base(id)))
	}
	if !slices.Contains(anchors, anchor) {
		return second(oneOf(anchors, anchor))
	}
	return nil
}

// quoted writes words for YAML so that no sign in them means anything.
func quoted(words string) string { return "'" + strings.ReplaceAll(words, "'", "''") + "'" }
