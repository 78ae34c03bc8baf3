package dev.rapport.calendar.web;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A QR code for an inline SVG.
 *
 * @param size width and height of its view box, quiet zone included
 * @param path data of the one path that draws the dark squares
 */
record QrCode(int size, String path) {

    /** Light squares that readers want around it. */
    private static final int QUIET = 4;

    static QrCode of(String text) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(',')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrCode(code.size + 2 * QUIET, path.toString());
    }
}
