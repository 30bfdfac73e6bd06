package decode

import (
	"slices"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
)

// A sorting is what the names of files say of them: which are data, which texts and
// which translations, and what is wrong with names. It lasts as long as the names. The
// nil sorting remembers nothing.
type sorting struct {
	files                            []collect.File
	data, rules, texts, translations []int
	problems                         []diag.Problem
	// known are the files of data of which sum is the sum.
	known []collect.File
	sum   memory.Sum
}

// of sorts files, as it was where they have the same names.
func (s *sorting) of(files []collect.File) *sorting {
	sameName := func(a, b collect.File) bool { return a.Path == b.Path }
	switch {
	case s == nil:
		s = &sorting{}
	case s.files != nil && slices.EqualFunc(files, s.files, sameName):
		s.files = files
		return s
	}
	*s = sorting{files: files, problems: append(unknownFiles(files), missingSettings(files)...)}
	for i, file := range files {
		switch {
		case translationOf(file.Path) != nil:
			s.translations = append(s.translations, i)
		case isData(file.Path):
			s.data = append(s.data, i)
		}
		if isRule(file.Path) {
			s.rules = append(s.rules, i)
		}
		if contentOf(file.Path) != nil {
			s.texts = append(s.texts, i)
		}
	}
	return s
}

// summed gives the files of data and their sum.
func (s *sorting) summed() ([]collect.File, memory.Sum) {
	files := s.picked(s.data)
	if s.known == nil || !slices.Equal(files, s.known) {
		s.known, s.sum = files, memory.SumOf("data", files)
	}
	return files, s.sum
}

// picked are some of the files.
func (s *sorting) picked(these []int) []collect.File {
	picked := make([]collect.File, len(these))
	for i, at := range these {
		picked[i] = s.files[at]
	}
	return picked
}
