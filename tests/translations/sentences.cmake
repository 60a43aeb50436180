# SPDX-License-Identifier: GPL-3.0-or-later
# The sentences of core as the window translates them: the tool that collects them, and tests of what is made of them.
add_library(saferscope_sentence_finder STATIC core_sentences_file.cpp sentence_finder.cpp sentence_forms.cpp sentence_lexer.cpp)
saferscope_common(saferscope_sentence_finder)

add_executable(write_core_sentences write_core_sentences.cpp)
saferscope_common(write_core_sentences)
target_link_libraries(write_core_sentences PRIVATE saferscope_sentence_finder)

saferscope_test(sentence_finder SOURCES test_sentence_finder.cpp LINKS saferscope_sentence_finder LABELS quick)
saferscope_test(sentences QT SOURCES sentences_test.cpp LINKS saferscope::ui_bridge LABELS quick)
saferscope_test(sentences_window QT SOURCES sentences_window_test.cpp LINKS saferscope::ui_main_window LABELS quick)
