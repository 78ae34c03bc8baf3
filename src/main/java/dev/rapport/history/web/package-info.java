/** The history over HTTP. */
@NullMarked
package dev.rapport.history.web;

import org.jspecify.annotations.NullMarked;
