package date

import "testing"

// spring2022 are the holidays of 2022 in England up to the summer, and the
// last of 2021.
var spring2022 = Holidays{
	{2021, 12, 27}, {2021, 12, 28},
	{2022, 1, 3}, {2022, 4, 15}, {2022, 4, 18}, {2022, 5, 2}, {2022, 6, 2}, {2022, 6, 3}, {2022, 8, 29},
}

func TestWorkingDays(t *testing.T) {
	for _, c := range []struct {
		from string
		days int
		want string
	}{
		{"2022-05-09", 1, "2022-05-10"},
		{"2022-05-06", 1, "2022-05-09"},  // over a weekend
		{"2022-06-01", 1, "2022-06-06"},  // over two holidays and a weekend
		{"2022-05-09", 30, "2022-06-22"}, // a report within 30 working days
		{"2022-05-09", 70, "2022-08-17"}, // a plan within 70
		{"2021-12-24", 1, "2021-12-29"},
		{"2022-05-07", 1, "2022-05-09"}, // received on a Saturday
		{"2022-05", 1, ""},              // which day?
		{"2022-12-30", 1, ""},           // holidays of 2023 are not in the list
	} {
		from, err := Parse(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got, known := spring2022.After(from, c.days); got.String() != c.want || known != (c.want != "") {
			t.Errorf("%d working days after %s is %q, want %q", c.days, c.from, got, c.want)
		}
	}
	if _, known := (Holidays{}).After(Date{2022, 5, 9}, 1); known {
		t.Error("working days were counted without a list of holidays")
	}
}

func TestNumbersOfDays(t *testing.T) {
	if (Date{2022, 3, 1}).Number()-(Date{2022, 2, 28}).Number() != 1 ||
		(Date{2025, 0, 0}).Number()-(Date{2024, 0, 0}).Number() != 366 {
		t.Error("days are not counted as the calendar has them")
	}
}
