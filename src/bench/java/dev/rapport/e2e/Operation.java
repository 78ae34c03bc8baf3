package dev.rapport.e2e;

import dev.rapport.support.Session;
import java.util.function.Consumer;

/**
 * Something people do.
 *
 * @param name what the report calls it, and {@code -Donly=}
 * @param request sends it for somebody who is logged in, and checks the answer
 */
record Operation(String name, Consumer<Session> request) {}
