package collect

import "plainsight/generator/kit/memory"

// A Row holds what was made of each file of a source, in the order of their paths,
// for as long as a file and what it is made by stay the same. Nobody may write into
// it. The zero Row holds nothing yet, and the nil Row never does.
type Row[V any] struct {
	by    memory.Sum
	files []File
	made  []V
}

// Known gives a place for what is made of each file, filled where it is known, and
// which are left to be made.
func (r *Row[V]) Known(by memory.Sum, files []File) (made []V, left []int) {
	made = make([]V, len(files))
	var before []File
	if r != nil && r.by == by {
		before = r.files
	}
	at := 0
	for i, file := range files {
		for at < len(before) && before[at].Path < file.Path {
			at++
		}
		if at < len(before) && before[at] == file {
			made[i] = r.made[at]
		} else {
			left = append(left, i)
		}
	}
	return made, left
}

// Keep holds what was made of each file.
func (r *Row[V]) Keep(by memory.Sum, files []File, made []V) {
	if r != nil {
		*r = Row[V]{by, files, made}
	}
}
