/** Work on many contacts over HTTP. */
@NullMarked
package dev.rapport.bulk.web;

import org.jspecify.annotations.NullMarked;
