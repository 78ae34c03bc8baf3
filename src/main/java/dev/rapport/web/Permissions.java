package dev.rapport.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;

/**
 * Asks the permission table what the person at work may do, so that a page offers nothing that would be refused: {@code
 * th:if="${@permissions.allows('POST', '/addresses')}"}.
 */
@Component("permissions")
public class Permissions {

    /** Asked for when it is needed: the filter chains behind it are made of beans that pages are made of. */
    private final ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator;

    Permissions(ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator) {
        this.evaluator = evaluator;
    }

    public boolean allows(String method, String path) {
        return evaluator
                .getObject()
                .isAllowed("", path, method, SecurityContextHolder.getContext().getAuthentication());
    }
}
