// The short names of emoji that the bot and people use; an unknown name stays as it is typed.

const TABLE =
  "smile😄 smiley😃 grinning😀 slightly_smiling_face🙂 blush😊 wink😉 joy😂 laughing😆 heart_eyes😍 thinking_face🤔 thinking🤔 " +
  "sweat_smile😅 neutral_face😐 worried😟 disappointed😞 cry😢 sob😭 tired_face😫 relieved😌 sleeping😴 sunglasses😎 nerd_face🤓 " +
  "wave👋 raised_hands🙌 clap👏 pray🙏 muscle💪 thumbsup👍 +1👍 thumbsdown👎 -1👎 ok_hand👌 point_right👉 point_left👈 point_up☝️ " +
  "point_down👇 handshake🤝 raised_hand✋ hand✋ writing_hand✍️ eyes👀 speech_balloon💬 thought_balloon💭 busts_in_silhouette👥 " +
  "bust_in_silhouette👤 tada🎉 sparkles✨ star⭐ star2🌟 fire🔥 rocket🚀 trophy🏆 medal🏅 balloon🎈 gift🎁 bell🔔 no_bell🔕 mega📣 " +
  "loudspeaker📢 calendar📅 date📅 spiral_calendar_pad🗓️ spiral_calendar🗓️ clock3🕒 hourglass⌛ hourglass_flowing_sand⏳ alarm_clock⏰ " +
  "stopwatch⏱️ timer_clock⏲️ memo📝 pencil📝 pencil2✏️ notebook📓 books📚 book📖 bookmark🔖 clipboard📋 page_facing_up📄 file_folder📁 " +
  "open_file_folder📂 inbox_tray📥 outbox_tray📤 incoming_envelope📨 email📧 envelope✉️ pushpin📌 round_pushpin📍 paperclip📎 link🔗 " +
  "lock🔒 unlock🔓 key🔑 mag🔍 bulb💡 gear⚙️ hammer_and_wrench🛠️ wrench🔧 bar_chart📊 chart_with_upwards_trend📈 " +
  "white_check_mark✅ heavy_check_mark✔️ ballot_box_with_check☑️ x❌ warning⚠️ exclamation❗ question❓ grey_question❔ " +
  "information_source ℹ️ no_entry⛔ recycle♻️ arrow_right➡️ arrow_left⬅️ arrow_up⬆️ arrow_down⬇️ arrows_counterclockwise🔄 repeat🔁 " +
  "one1️⃣ two2️⃣ three3️⃣ four4️⃣ five5️⃣ six6️⃣ seven7️⃣ eight8️⃣ nine9️⃣ red_circle🔴 large_blue_circle🔵 large_green_circle🟢 " +
  "large_yellow_circle🟡 white_circle⚪ black_circle⚫ heart❤️ green_heart💚 blue_heart💙 seedling🌱 herb🌿 deciduous_tree🌳 sunny☀️ " +
  "cloud☁️ umbrella☔ snowflake❄️ rainbow🌈 earth_africa🌍 earth_americas🌎 school🏫 house🏠 coffee☕ compass🧭 jigsaw🧩 dart🎯 " +
  "microscope🔬 telescope🔭 ear👂 footprints👣 checkered_flag🏁 triangular_flag_on_post🚩 lock_with_ink_pen🔏 see_no_evil🙈 " +
  "hugging_face🤗 partying_face🥳 pause_button⏸️ double_vertical_bar⏸️ arrow_forward▶️ black_right_pointing_double_triangle⏩ robot_face🤖";

const table = new Map();
for (const [, name, sign] of TABLE.matchAll(/([+-]?[a-z_]+\d?|[+-]1) ?([^\sa-z]+)/gu))
  table.set(name, sign);
// The digits of keycaps begin their own sign, so these are told apart by hand.
"one two three four five six seven eight nine"
  .split(" ")
  .forEach((name, index) => table.set(name, `${index + 1}️⃣`));
for (const [name, sign] of [
  ["clock3", "🕒"],
  ["star2", "🌟"],
  ["pencil2", "✏️"],
])
  table.set(name, sign);

/** Return the sign of a short name, or null. */
export const emojiOf = (name) => table.get(name.replace(/::skin-tone-\d$/, "")) ?? null;
