/**
 * Owns the sockets: the only classes that know Vert.x. Limits and times what clients send, and
 * leaves every answer to {@link daybook.web.Site}.
 */
@NullMarked
package daybook.web.vertx;

import org.jspecify.annotations.NullMarked;
