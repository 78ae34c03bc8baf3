/** Items over HTTP: the flow of their pages and of their API. */
@NamedInterface("web")
@NullMarked
package dev.rapport.item.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
