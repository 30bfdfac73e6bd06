package build

import (
	"encoding/json"
	"path/filepath"
	"time"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/search"
	"plainsight/generator/kit/witness"
	"plainsight/generator/stage/write"
)

// A last is the last build of an output, as far as the next one needs it in
// order to see that there is nothing to do.
type last struct {
	// From is the moment of the build; from Until on its pages may be different
	// without an edit.
	From, Until time.Time
	// Inputs are all that was read, and names that were not there.
	Inputs []witness.Mark
	// Output is how the public folder stood.
	Output string
	Result Result
}

// remembers tells whether anything can be known of builds before. Without a
// clock nobody can tell a fresh file from an old one.
func (o Options) remembers() bool { return o.Memory != nil && o.Clock != nil && o.Folder != "" }

// witnessed notes what the build reads; nil where nobody will ask.
func (o *Options) witnessed() *witness.Witness {
	if !o.remembers() {
		return nil
	}
	seen := witness.Of(o.Source, o.Clock())
	o.Source = seen
	return seen
}

// lastOf is the sum under which the last build of an output is remembered.
func (o Options) lastOf() (memory.Sum, error) {
	output, err := filepath.Abs(o.Output)
	return memory.SumOf("last build", output, o.Strict), err
}

// unchanged gives the result of the last build, if this one would write the
// same: the files that it read and the public folder stand as they did, and no
// moment has come at which pages change by themselves.
func (o Options) unchanged() (result Result, same bool) {
	if !o.remembers() {
		return result, false
	}
	before, known := o.last()
	if !known || o.Now.Before(before.From) || !o.Now.Before(before.Until) {
		return result, false
	}
	if len(witness.Differs(o.Source, before.Inputs)) > 0 {
		return result, false
	}
	if stands, err := write.Standing(o.Output); err != nil || stands != before.Output {
		return result, false
	}
	return before.Result, true
}

func (o Options) last() (before last, known bool) {
	sum, err := o.lastOf()
	if err != nil {
		return before, false
	}
	text, known := o.Memory.Recall(sum)
	return before, known && json.Unmarshal(text, &before) == nil
}

// keep remembers a build that was published. That it cannot is nobody's
// problem: the next build is as if it were the first.
func (o Options) keep(seen *witness.Witness, s *site) {
	if seen == nil {
		return
	}
	if s.result.Search.Records > 0 { // it is a program, which the theme does not read
		if file, err := o.Source.Open(s.theme.Where(search.Program())); err == nil {
			_ = file.Close()
		}
	}
	result := s.result
	result.Changes, result.Search.Took = write.Changes{}, 0
	standing, err := write.Standing(o.Output)
	sum, unnamed := o.lastOf()
	if err != nil || unnamed != nil {
		return
	}
	text, err := json.Marshal(last{o.Now, s.until(o.Now), seen.Marks(), standing, result})
	if err == nil {
		o.Memory.Keep(sum, text)
	}
}

// until is the first moment after that of the build at which its pages may be
// different: something comes out of embargo, or the next day begins in London,
// with which a plan is overdue.
func (s *site) until(now time.Time) time.Time {
	day := now.In(date.London)
	until := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, date.London)
	for _, end := range s.result.Held.Until {
		if end.After(now) && end.Before(until) {
			until = end
		}
	}
	return until
}
