/** The pages and the API about models: which there are, what is in them, and putting others in force. */
@NullMarked
package dev.rapport.model.web;

import org.jspecify.annotations.NullMarked;
