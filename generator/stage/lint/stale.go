package lint

import (
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
)

var staleData = diag.Code{
	ID: "stale-data", Severity: diag.Warning, Title: "Numbers for which newer ones are due",
	Text: "The file of a metric may say when its publisher brings out the next numbers. That time is over, and the file " +
		"still names it: readers would take old numbers for the newest. Look whether the new ones are there. The warning " +
		"stops nothing unless you ask for that with --strict; then a site that was built yesterday stops on the day after, " +
		"though no file was changed, until the numbers or the time are new. Leave --strict out of builds that run by the clock.",
	Example: "next_update: 2027-10    when the next numbers are due: a day, a month or a year",
}

// numbersRenewed warns of metrics whose own files say that newer numbers were
// due before the day of the build.
func numbersRenewed(register *link.Register, report func(diag.Problem)) {
	for _, one := range register.Metrics {
		due := one.NextUpdate
		if !due.Known() || register.Day.Compare(due.Last()) <= 0 {
			continue
		}
		report(staleData.At(one.From.At("next_update"), "newer numbers of “%s” were due by %s", one.Title, due).
			Try("Put the new numbers into %s and write when the next ones are due; if there are none yet, write a later time.", one.Numbers))
	}
}
