package daybook.feed;

import daybook.model.FetchedFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A feed's place while it is looked into. What fails with {@link PassingTrouble} may go well on the
 * place opened anew.
 */
public interface OpenPlace extends AutoCloseable {
  /**
   * The files that are there, under the names they have there, in no order. A place that does not
   * know before it fetches lists the files that may be there.
   */
  List<Listed> list() throws IOException;

  /**
   * Fetches a listed file whole.
   *
   * @param before what was taken in before, so that it need not come again
   * @param spool where it may lie until it is taken in
   * @throws ChangedWhileRead if it is not the one that was listed
   */
  Fetched fetch(FetchedFile file, Set<FetchedFile> before, Spool.Room spool) throws IOException;

  /**
   * Puts a file that was taken in where the feed wants it.
   *
   * @throws IOException if it cannot be moved, or another file of its name is there
   */
  void putAway(FetchedFile file) throws IOException;

  @Override
  void close();
}
