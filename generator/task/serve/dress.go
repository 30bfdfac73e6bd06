package serve

import (
	"bytes"
	"fmt"
	"html"

	"plainsight/generator/domain/date"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/task/build"
)

// dressed adds to a page what the preview needs: its style and scripts, leave
// to hear of changes, and the banner, which may be "". The sum is that of the
// page as it was made.
func dressed(page []byte, sum, banner string) []byte {
	if policy := []byte(`http-equiv="Content-Security-Policy" content="`); !bytes.Contains(page, []byte("connect-src")) { // a theme of the site's own may have none
		page = bytes.Replace(page, policy, append(policy, "connect-src 'self'; "...), 1)
	}
	// The scripts come before those of the page, which change it.
	scripts := fmt.Sprintf(`<meta name="plainsight-sum" content="%s"><script src="%srenew.js?%s" defer></script><script src="%slive.js?%s" defer></script>`, sum, own, version, own, version)
	page = bytes.Replace(page, []byte("<title"), []byte(scripts+"<title"), 1)
	page = bytes.Replace(page, []byte("</head>"), []byte(fmt.Sprintf(`<link rel="stylesheet" href="%slive.css?%s"></head>`, own, version)), 1)
	start := bytes.Index(page, []byte("<body"))
	if start < 0 || banner == "" {
		return page
	}
	end := start + bytes.IndexByte(page[start:], '>') + 1
	return bytes.Join([][]byte{page[:end], []byte(banner), page[end:]}, nil)
}

// bannerOf says why the public does not see a page.
func bannerOf(release decode.Release) string {
	words := "Draft. The public does not see this page."
	if !release.Draft {
		until := release.PublishAfter.In(date.London).Format("2 January 2006, 15:04")
		words = fmt.Sprintf("Under embargo until %s, London time. Do not share it. The public does not see this page before then.", until)
	}
	return `<div class="plainsight-held" role="note">` + words + `</div>`
}

// stripOf says on every page of a preview that it is one, where it differs
// from what the public sees.
func stripOf(held link.Held) string {
	if held.Drafts+held.Embargoed == 0 {
		return ""
	}
	return fmt.Sprintf(`<div class="plainsight-strip" role="note">Preview. Pages that the public does not see yet are shown: %s.</div>`, countOf(held))
}

func countOf(held link.Held) string {
	drafts, embargoed := build.Count(held.Drafts, "draft", "drafts"), fmt.Sprintf("%d under embargo", held.Embargoed)
	switch {
	case held.Embargoed == 0:
		return drafts
	case held.Drafts == 0:
		return embargoed
	}
	return drafts + " and " + embargoed
}

// bare is a page with nothing but words of ours.
func bare(words string) []byte {
	return []byte(`<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<title>Preview</title></head><body><main><h1>Preview</h1><p>` + html.EscapeString(words) + `</p></main></body></html>`)
}
