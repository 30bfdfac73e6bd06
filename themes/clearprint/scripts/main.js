// What pages can do beyond being read. Without scripts nothing is missing but
// the shortcut of copying a link.
import "./copy.js";
import "./contents.js";
import "./marks.js";
