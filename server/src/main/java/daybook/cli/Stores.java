package daybook.cli;

import daybook.App;

/** Where commands get the book from. */
interface Stores {
  /** Work on an open book. */
  interface Work {
    /**
     * @return the exit status
     */
    int on(App app, Console console) throws Exception;
  }

  /** Does the work where the book is: here, or in the server that holds the store. */
  int with(Work work) throws Exception;
}
