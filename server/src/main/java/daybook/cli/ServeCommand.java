package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.cli.control.ControlServer;
import daybook.intake.Settlement;
import daybook.web.vertx.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the APIs until it is told to stop. */
@Command(name = "serve", description = "Serve the APIs until stopped (Ctrl-C or SIGTERM).")
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Overrides the configuration's port; 0: one that is free.")
  @Nullable Integer port;

  private final CommandLineRunner.Invocation invocation;

  ServeCommand(CommandLineRunner.Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return invocation.serving(
        invocation.settings(),
        (app, console, lock) -> {
          Integer wanted = port;
          return serve(
              app,
              console,
              lock,
              wanted == null ? (Integer) app.settings().port() : wanted,
              address -> {});
        });
  }

  /**
   * @param ready hears the address once the server answers
   */
  static int serve(
      App app, Console console, @Nullable StoreLock lock, int port, Consumer<URI> ready)
      throws Exception {
    Settlement.Settled settled = app.settle();
    if (!settled.isNothing()) {
      console.out().println(ImportCommand.summary(settled));
    }
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              stop.countDown();
              awaitQuietly(stopped);
            }));
    Thread ahead = Thread.ofPlatform().name("ahead").start(app::readAhead);
    try (ControlServer _ = lock == null ? null : takeCommands(app, lock);
        HttpServer http = listen(app, port);
        DailySync _ = dailySync(app)) {
      console.out().println("Daybook answers on " + app.address(http));
      console.out().flush();
      ready.accept(app.address(http));
      stop.await();
      console.out().println("Daybook stops: requests under way are finished first");
      console.out().flush();
    } finally {
      ahead.join();
      app.close();
      stopped.countDown();
    }
    return 0;
  }

  private static ControlServer takeCommands(App app, StoreLock lock) throws IOException {
    ControlServer control =
        ControlServer.start((arguments, directory, terminal, out, err) ->
            CommandLineRunner.ofServer(app, new Console(out, err, directory, terminal))
                .run(arguments));
    lock.announce(control.socket());
    return control;
  }

  private static @Nullable DailySync dailySync(App app) {
    LocalTime at = app.settings().syncAt();
    return at == null ? null : DailySync.start(app, at, InstantSource.system());
  }

  private static HttpServer listen(App app, int port) {
    if (port < 0 || port > MOST_PORT) {
      throw new CommandFailure("--port " + port + " is none: 0 to " + MOST_PORT);
    }
    try {
      return app.serve(port);
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage() + "; choose another with --port");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
