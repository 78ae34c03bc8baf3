package dev.rapport.web;

import java.util.regex.Pattern;

/** A path within Rapport that came from outside, safe to redirect to. */
public final class LocalPath {

    /** One slash and then what paths and queries of ours consist of: no host, no scheme, no backslash, no line break. */
    private static final Pattern LOCAL = Pattern.compile("/(?:[\\w.~%+,;:=&?-][\\w.~%+,;:=&?/-]*)?");

    private LocalPath() {}

    /** The path itself, or the start page if it leads anywhere else. */
    public static String orStart(String path) {
        return LOCAL.matcher(path).matches() ? path : "/";
    }
}
