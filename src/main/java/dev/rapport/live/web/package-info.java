/** Open pages and the connections that they hold. */
@NullMarked
package dev.rapport.live.web;

import org.jspecify.annotations.NullMarked;
