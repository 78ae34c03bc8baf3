package dev.rapport.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * A cookie that can be no session's is not asked for in the database, which would choke on a NUL in it. Whoever made it up
 * has no other cookie that he needs.
 */
final class PlausibleSession extends ValveBase {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String name;

    /** @param name of the session's cookie */
    PlausibleSession(String name) {
        super(true);
        this.name = name;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name) && !isPlausible(cookie.getValue())) {
                    request.clearCookies();
                    break;
                }
            }
        }
        getNext().invoke(request, response);
    }

    private static boolean isPlausible(String value) {
        try {
            byte[] id = Base64.getDecoder().decode(value);
            return ID.matcher(new String(id, StandardCharsets.UTF_8)).matches();
        } catch (IllegalArgumentException e) {
            // not what a session's cookie is written in
            return false;
        }
    }
}
