// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/rating_queue.h"

#include <QString>
#include <string_view>

namespace saferscope {

/// The rubric: "Strongly safety-related" and what that means. Scores outside 1..5 give empty text.
QString scoreTitle(int score);
QString scoreMeaning(int score);

QString orderTitle(QueueOrder order);
QString orderHelp(QueueOrder order);
/// What an empty queue of this kind means.
QString orderNothing(QueueOrder order);

/// A judge's name as people should read it; word lists must not pass for a language model.
QString judgeTitle(const std::string& judge);
bool isWordListJudge(const std::string& judge);

/// Text of others (explanations, comments, names) for plain-text widgets: characters that are invisible or steer
/// direction are written out, newlines kept, and at most `maximum` characters shown, so that a label stays cheap.
QString shownText(std::string_view utf8, int maximum = 4000);
/// The same on one line.
QString shownLine(std::string_view utf8, int maximum = 300);

/// An event's time as it is on this clock: "14:03", "24 Nov, 14:03". The text itself when it is no time.
QString shownTime(const std::string& createdAt);

}  // namespace saferscope
