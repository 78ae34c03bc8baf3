/** The work lists over HTTP. */
@NullMarked
package dev.rapport.worklist.web;

import org.jspecify.annotations.NullMarked;
