/** Contact types over HTTP. */
@NullMarked
package dev.rapport.contacttype.web;

import org.jspecify.annotations.NullMarked;
