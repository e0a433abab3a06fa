package daybook.demo;

import daybook.model.AccountId;
import daybook.model.GroupId;
import daybook.model.ManagerId;
import daybook.model.ResellerId;
import java.nio.file.Path;
import java.util.List;

/**
 * The demonstration's files and what in them is good to show.
 *
 * @param feeds in the order in which to take them in
 * @param show who and what to show
 */
public record Written(Path configuration, Path inventory, List<FeedFiles> feeds, Show show) {
  public Written {
    feeds = List.copyOf(feeds);
  }

  /**
   * @param admin of {@code root}, the provider
   * @param finance of {@code reseller}, which has resellers below it and session days without a
   *     price in the last days
   * @param accountUser a user of {@code account}
   * @param group one of the provider's
   */
  public record Show(
      ManagerId admin,
      ResellerId root,
      ManagerId finance,
      ResellerId reseller,
      ManagerId accountUser,
      AccountId account,
      GroupId group) {}
}
