package render

import (
	"fmt"
	"strings"

	"plainsight/generator/stage/plan"
)

// security writes whom to tell of a hole in the site, as RFC 9116 has it. The
// day of its end is a setting, so that the file is the same at each build.
func security(v plan.SecurityView) []byte {
	return fmt.Appendf(nil, "Contact: %s\nExpires: %sT23:59:59Z\nPreferred-Languages: %s\nCanonical: %s\n",
		v.Contact, v.Expires.Last(), strings.Join(v.Languages, ", "), strings.TrimSuffix(v.BaseURL, "/")+string(v.Address))
}
