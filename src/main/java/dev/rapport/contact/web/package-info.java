/** Contacts over HTTP: pages and API. */
@NullMarked
package dev.rapport.contact.web;

import org.jspecify.annotations.NullMarked;
