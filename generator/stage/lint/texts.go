package lint

import (
	"path"
	"strings"
	"unsafe"

	"plainsight/generator/domain/personal"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

// Looked remembers from one look to the next what is in the lines of files.
type Looked = collect.Row[lines]

// lines is what was found in the lines of a file.
type lines struct {
	problems []diag.Problem
	// needed are the kinds of personal data that are there and allowed.
	needed []personal.Kind
}

// Texts looks at the lines of all files as they were written, also of what is
// held back: it will be public one day, and it may lie in a folder that many
// see. Official files and files of outcomes are left out: others published
// them; and the ledger, whose words are those of the texts. used are the
// allowances that were needed. What was looked at before, in this process or in
// earlier ones, is not looked at again; looked and remembered may be nil. The
// error is the machine's.
func Texts(files collect.Source, docs decode.Documents, looked *Looked, remembered *memory.Memory) (problems []diag.Problem, used []decode.Allowance, err error) {
	searched := searchOf(docs)
	by := searched.sum()
	found, left := looked.Known(by, files.Files)
	var room []byte
	for _, i := range left {
		file := files.Files[i]
		if published(file.Path) {
			continue
		}
		found[i], err = memory.Made(remembered, memory.SumOf("lines", by, file), func() (lines, error) {
			bytes, err := files.Into(file, room)
			if err != nil {
				return lines{}, err
			}
			room = bytes
			return searched.look(file.Path, unsafe.String(unsafe.SliceData(bytes), len(bytes))), nil // which keeps nothing of it
		})
		if err != nil {
			return nil, nil, err
		}
	}
	looked.Keep(by, files.Files, found)
	for i, file := range files.Files {
		found := &found[i]
		problems = append(problems, found.problems...)
		for _, kind := range found.needed {
			searched.needed[allowance{file.Path, kind}] = true
		}
	}
	more, used := searched.allowances(files)
	return append(problems, more...), used, nil
}

func (s search) look(name, text string) lines {
	text = strings.TrimPrefix(text, "\uFEFF")
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	unwritten := unwrittenIn(text)
	if !unwritten && !personal.May(text) && !odd(text) {
		return lines{}
	}
	all := strings.Split(text, "\n")
	found := s.file(name, all)
	found.problems = append(found.problems, oddLetters(name, all)...)
	if unwritten {
		found.problems = append(found.problems, wordsToCome(name, all)...)
	}
	return found
}

func published(name string) bool {
	folder := path.Dir(name)
	return folder == "data/official" || folder == "data/outcomes" || decode.InLedger(name)
}

// TextCodes are the problems that Texts can find.
var TextCodes = []diag.Code{personalData, allowedInVain, turnedLetter, unseenLetter, lookalike, unwritten}
