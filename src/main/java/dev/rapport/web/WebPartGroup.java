package dev.rapport.web;

import java.util.List;

/** Panels that are declared together. */
public interface WebPartGroup {

    List<WebPart> parts();
}
