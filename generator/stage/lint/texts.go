package lint

import (
	"path"
	"strings"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

// Texts looks at the lines of all files as they were written, also of what is
// held back: it will be public one day, and it may lie in a folder that many
// see. Official files and files of outcomes are left out: others published
// them. used are the allowances that were needed. The error is the machine's.
func Texts(files collect.Source, docs decode.Documents) (problems []diag.Problem, used []decode.Allowance, err error) {
	searched := searchOf(docs)
	for _, file := range files.Files {
		if published(file.Path) {
			continue
		}
		bytes, err := files.Read(file)
		if err != nil {
			return nil, nil, err
		}
		text := strings.TrimPrefix(string(bytes), "\uFEFF")
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
		problems = append(problems, searched.file(file.Path, lines)...)
		problems = append(problems, oddLetters(file.Path, lines)...)
	}
	more, used := searched.allowances(files)
	return append(problems, more...), used, nil
}

func published(name string) bool {
	folder := path.Dir(name)
	return folder == "data/official" || folder == "data/outcomes"
}

// TextCodes are the problems that Texts can find.
var TextCodes = []diag.Code{personalData, allowedInVain, turnedLetter, unseenLetter, lookalike}
