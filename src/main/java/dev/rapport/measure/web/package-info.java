/** Measures over HTTP: pages and API. */
@NullMarked
package dev.rapport.measure.web;

import org.jspecify.annotations.NullMarked;
