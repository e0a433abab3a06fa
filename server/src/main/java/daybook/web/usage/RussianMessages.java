package daybook.web.usage;

import daybook.model.Problem;
import daybook.web.Excerpt;
import java.util.TreeSet;

/** What is said about each problem in Russian: the parameter, its value, and what to do. */
final class RussianMessages {
  private RussianMessages() {}

  static String of(Problem problem) {
    return switch (problem) {
      case Problem.Unauthenticated() ->
          "Нет действующего токена. Передайте один токен в заголовке \"Authorization: Bearer"
              + " <токен>\" или \"X-Api-Token: <токен>\".";
      case Problem.Forbidden(var role) ->
          "Роль %s не даёт права вызывать этот метод. Нужен токен сотрудника с другой ролью."
              .formatted(role);
      case Problem.MalformedBody(String detail) ->
          ("Тело запроса не является JSON-объектом (место ошибки, строка:столбец — %s). Передайте"
                  + " объект или пустое тело.")
              .formatted(detail);
      case Problem.WrongType(String parameter, String expected) ->
          "Параметр %s имеет неверный тип. Ожидается: %s."
              .formatted(Excerpt.of(parameter), expected);
      case Problem.Missing(String parameter) ->
          "Не указан обязательный параметр %s.".formatted(Excerpt.of(parameter));
      case Problem.Repeated(String parameter) ->
          "Параметр %s указан несколько раз. Укажите его один раз."
              .formatted(Excerpt.of(parameter));
      case Problem.NotADate(String parameter, String value, String format) ->
          "Значение %s параметра %s не является календарной датой в формате %s."
              .formatted(Excerpt.of(value), Excerpt.of(parameter), inRussian(format));
      case Problem.ReversedDates(String from, String to) ->
          "Дата %s позже даты %s. Поменяйте их местами."
              .formatted(Excerpt.of(from), Excerpt.of(to));
      case Problem.OutOfRange(String parameter, String value, long least, long most) ->
          "Значение %s параметра %s недопустимо. Допустимы значения от %s до %s."
              .formatted(Excerpt.of(value), Excerpt.of(parameter), least, most);
      case Problem.UnknownValue(String parameter, String value, var known) ->
          "Неизвестное значение %s параметра %s. Допустимые значения: %s."
              .formatted(
                  Excerpt.of(value),
                  Excerpt.of(parameter),
                  String.join(", ", new TreeSet<>(known)));
      case Problem.UnknownParameter(String parameter, var known) ->
          "Неизвестный параметр %s. Допустимые параметры: %s."
              .formatted(Excerpt.of(parameter), String.join(", ", new TreeSet<>(known)));
      case Problem.MalformedItem(String item) ->
          "Неверный элемент %s в параметре \"select\". Допустимы all, s_<id> и g_<id>."
              .formatted(Excerpt.of(item));
      case Problem.UnknownItem(String item) ->
          "Элемент %s из параметра \"select\" не существует или недоступен вам."
              .formatted(Excerpt.of(item));
      case Problem.UnknownReseller(String id) ->
          "Реселлер %s не существует или недоступен вам.".formatted(Excerpt.of(id));
      case Problem.UnknownSubscription(String id) ->
          "Подписка %s не существует или недоступна вам.".formatted(Excerpt.of(id));
      case Problem.UnknownSession(String sid, var usageDay) ->
          "Сессия %s за %s не существует или недоступна вам.".formatted(Excerpt.of(sid), usageDay);
      case Problem.AsOfBeforeOpening(String parameter, var asOf) ->
          ("Параметр %s: на дату %s книга ещё не была открыта. Укажите более позднюю дату или не"
                  + " указывайте её вовсе.")
              .formatted(Excerpt.of(parameter), asOf);
      case Problem.AsOfInFuture(String parameter, var asOf) ->
          ("Параметр %s: дата %s ещё не наступила. Укажите более раннюю дату или не указывайте её"
                  + " вовсе.")
              .formatted(Excerpt.of(parameter), asOf);
      case Problem.UnknownPath() -> "По этому адресу ничего нет.";
      case Problem.MethodNotAllowed(String allowed) ->
          "Этот адрес не поддерживает такой метод HTTP. Используйте %s.".formatted(allowed);
      case Problem.NotAcceptable(String offered) ->
          "Ответ имеет тип %s, который не допускает заголовок Accept.".formatted(offered);
      case Problem.UnsupportedMediaType(String expected) ->
          "Значение заголовка Content-Type не поддерживается. Передайте %s.".formatted(expected);
      case Problem.BodyTooLarge(long mostBytes) ->
          "Размер тела запроса превышает допустимый (%s Б). Сократите запрос.".formatted(mostBytes);
      case Problem.TooManyRequests(int perSecond, var retryAfter) ->
          "С одним токеном допускается не более %s запросов в секунду. Повторите запрос через %s с."
              .formatted(perSecond, retryAfter.toSeconds());
      case Problem.Internal(String id) ->
          "Произошла ошибка на нашей стороне. Сообщите нам её номер: %s.".formatted(id);
      case Problem.Unavailable(var retryAfter) ->
          ("Сейчас получить ответ не удаётся. Повторите запрос через %s с; если и тогда ответа не"
                  + " будет, запросите меньший период.")
              .formatted(retryAfter.toSeconds());
    };
  }

  /** The document writes ДД-ММ-ГГГГ. */
  private static String inRussian(String format) {
    return format.replace('D', 'Д').replace('M', 'М').replace('Y', 'Г');
  }
}
