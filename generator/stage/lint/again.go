package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// A Kept is what checking a register leaves for checking the next: of which
// inspections, and of which numbers, nothing was reported. They are the same as long
// as nobody made them anew. What is given is the same with it and without. The zero
// Kept is ready, the nil Kept keeps nothing.
type Kept struct {
	sound   map[*link.Inspection]bool
	numbers memory.Sum
}

// Graver gives what the function of this name gives.
func (k *Kept) Graver(register *link.Register) []diag.Problem {
	if k == nil {
		return Graver(register)
	}
	registers := map[subject]*link.Register{record: register, reports: k.unsound(register), numbers: register}
	if k.numbers == register.Ruled {
		registers[numbers] = &link.Register{Joined: &link.Joined{Settings: &decode.Settings{}}}
	}
	amiss, miscounted := map[string]bool{}, false
	var problems []diag.Problem
	for _, check := range checks {
		if check.code.Severity == diag.Note {
			continue
		}
		check.run(registers[check.of], func(problem diag.Problem) {
			problems = append(problems, problem)
			amiss[problem.Place.File] = amiss[problem.Place.File] || check.of == reports
			miscounted = miscounted || check.of == numbers
		})
	}
	k.sound = make(map[*link.Inspection]bool, len(register.Inspections))
	for _, one := range register.Inspections {
		if !amiss[one.From.File] {
			k.sound[one] = true
		}
	}
	if k.numbers = register.Ruled; miscounted {
		k.numbers = memory.Sum{}
	}
	return problems
}

// unsound is the register with those inspections alone of which it is not known that
// nothing is to be reported.
func (k *Kept) unsound(register *link.Register) *link.Register {
	var left []*link.Inspection
	for _, one := range register.Inspections {
		if !k.sound[one] {
			left = append(left, one)
		}
	}
	return register.Seen(left, nil)
}
