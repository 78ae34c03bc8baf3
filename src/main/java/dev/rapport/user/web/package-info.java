/** Login, permissions and the pages and API about users. */
@NullMarked
package dev.rapport.user.web;

import org.jspecify.annotations.NullMarked;
