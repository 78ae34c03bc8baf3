/** Addresses in the API. */
@NullMarked
package dev.rapport.address.web;

import org.jspecify.annotations.NullMarked;
