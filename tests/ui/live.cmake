# SPDX-License-Identifier: GPL-3.0-or-later
saferscope_test(live_panel QT SOURCES live_panel_test.cpp LINKS saferscope::ui_live LABELS quick)
