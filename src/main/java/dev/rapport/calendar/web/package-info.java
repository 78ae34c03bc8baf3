/** The calendar feed over HTTP, and the page that hands out its address. */
@NullMarked
package dev.rapport.calendar.web;

import org.jspecify.annotations.NullMarked;
